//! Which closures calculate with nothing but numbers. For these the engine's own operators, which look nothing up, mean
//! the same as ours: they differ only for things that are no numbers and for whole numbers divided by one another.

use rhai::{AST, ASTNode, Dynamic, Expr, FnCallExpr, Stmt};

/// What is known of a value before a closure is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Decimal,
    /// A number, perhaps a whole one.
    Number,
    Truth,
}

/// Whether every operator of a function is given numbers, or truth values where it wants them, whatever the figures are.
/// `body` holds that function alone; `parameter` is its `x`. Loops, changed variables and calls are taken for a no.
pub(crate) fn is_plain(body: &AST, parameter: &str) -> bool {
    let mut names = Names { parameter, numbers: Vec::new() };
    let mut plain = true;
    body.walk(&mut |path: &[ASTNode<'_>]| {
        plain &= path.last().is_some_and(|node| names.allow(node));
        plain
    });
    plain
}

/// The names that a function gives to values.
struct Names<'a> {
    parameter: &'a str,
    numbers: Vec<String>,
}

impl Names<'_> {
    /// Whether one node is plain, what is in it aside: that is walked to as well.
    fn allow(&mut self, node: &ASTNode<'_>) -> bool {
        match node {
            ASTNode::Stmt(Stmt::Noop(_) | Stmt::If(..) | Stmt::Expr(_) | Stmt::Block(_) | Stmt::Return(..)) => true,
            // Without assignments a name means a number wherever each value given to it is one.
            ASTNode::Stmt(Stmt::Var(named, ..)) => {
                let (name, number) = (named.0.name.as_str(), self.is_number(&named.1));
                self.numbers.push(name.to_owned());
                number && name != self.parameter
            }
            // Constants of other files are not looked into.
            ASTNode::Expr(Expr::Variable(variable, ..)) => variable.2.is_empty(),
            ASTNode::Stmt(Stmt::FnCall(call, _)) | ASTNode::Expr(Expr::FnCall(call, _)) => self.result(call).is_some(),
            ASTNode::Expr(
                Expr::DynamicConstant(..)
                | Expr::BoolConstant(..)
                | Expr::IntegerConstant(..)
                | Expr::StringConstant(..)
                | Expr::Unit(_)
                | Expr::Property(..)
                | Expr::Dot(..)
                | Expr::And(..)
                | Expr::Or(..)
                | Expr::Stmt(_),
            ) => true,
            _ => false,
        }
    }

    fn is_number(&self, value: &Expr) -> bool {
        matches!(self.kind(value), Some(Kind::Decimal | Kind::Number))
    }

    fn kind(&self, value: &Expr) -> Option<Kind> {
        match value {
            Expr::BoolConstant(..) => Some(Kind::Truth),
            Expr::IntegerConstant(..) => Some(Kind::Number),
            Expr::DynamicConstant(value, _) => is_decimal(value).then_some(Kind::Decimal),
            Expr::Variable(variable, ..) => {
                self.numbers.iter().any(|name| *name == variable.1.as_str()).then_some(Kind::Number)
            }
            // A figure is a decimal, and the closure is not called without it.
            Expr::Dot(pair, ..) => match (&pair.lhs, &pair.rhs) {
                (Expr::Variable(variable, ..), Expr::Property(..)) if variable.1 == self.parameter => {
                    Some(Kind::Decimal)
                }
                _ => None,
            },
            Expr::And(parts, _) | Expr::Or(parts, _) => {
                parts.iter().all(|part| self.kind(part) == Some(Kind::Truth)).then_some(Kind::Truth)
            }
            Expr::FnCall(call, _) => self.result(call),
            _ => None,
        }
    }

    /// What an operator makes of its operands; `None` for any other call, and for operands that it might not be meant for.
    fn result(&self, call: &FnCallExpr) -> Option<Kind> {
        call.op_token.as_ref()?;
        let operands = call.args.iter().map(|operand| self.kind(operand)).collect::<Option<Vec<_>>>()?;
        match (call.name.as_str(), operands.as_slice()) {
            ("!", [Kind::Truth]) => Some(Kind::Truth),
            (_, operands) if operands.contains(&Kind::Truth) => None,
            ("-", [kind]) => Some(*kind),
            ("<" | "<=" | ">" | ">=" | "==" | "!=", [_, _]) => Some(Kind::Truth),
            ("+" | "-" | "*" | "/", [_, _]) if operands.contains(&Kind::Decimal) => Some(Kind::Decimal),
            ("+" | "-" | "*", [_, _]) => Some(Kind::Number),
            _ => None,
        }
    }
}

fn is_decimal(value: &Dynamic) -> bool {
    value.as_decimal().is_ok()
}

#[cfg(test)]
mod tests {
    use super::is_plain;
    use rhai::{AST, Module};

    fn plain(closure: &str) -> bool {
        let ast = crate::engine::sandbox().compile(format!("fn other(n) {{ n }} let f = {closure};"));
        let ast = ast.unwrap_or_else(|error| panic!("{closure}: {error}"));
        let mut only = Module::new();
        for (_, _, name, _, definition) in ast.shared_lib().iter_script_fn_info() {
            if name != "other" {
                only.set_script_fn(definition.clone());
            }
        }
        is_plain(&AST::new([], only), "x")
    }

    #[test]
    fn numbers_alone_are_plain() {
        for closure in [
            "|x| x.a",
            "|x| if x.a >= 2 { 0.5 } else { x.a * 0.25 }",
            "|x| if x.a >= 2 && !(x.b < 1 || x.a == x.b) { x.max } else if x.b > -3 { -x.a } else { 1 + 2 }",
            "|x| { let share = x.a / 4; let twice = 2 * share; return twice + share; }",
            "|x| (if x.a > 1 { 1 } else { 2 })",
        ] {
            assert!(plain(closure), "{closure}");
        }
    }

    #[test]
    fn whatever_else_an_operator_may_meet_is_not() {
        for closure in [
            "|x| 7 / 2",
            "|x| { let n = 7; n / 2 }",
            "|x| x.a > \"2\"",
            "|x| x.a == ()",
            "|x| x.a + true",
            "|x| (x.a > 1) == (x.b > 1)",
            "|x| { let kind = x.unit(\"kind\"); if kind == \"a\" { 1 } else { 0 } }",
            "|x| x.last(\"a\") * 2",
            "|x| x[\"a\"] * 2",
            "|x| other(x) * 2",
            "|x| other(x.a)",
            "|x| { let n = 1; n = (); n > 2 }",
            "|x| { let n = 7; n /= 2; n }",
            "|x| { let n = (); n < 2 }",
            "|x| { let x = 7; x < 2 }",
            "|x| { let n = 0; while n < 5 { n += 1; } n }",
            "|x| (if x.a > 1 { 1 } else { \"2\" }) < 2",
            "|x| x < 2",
            "|x| [1, 2].len() * 2",
            "|x| switch x.a { 1 => 2, _ => 3 } > 2",
        ] {
            assert!(!plain(closure), "{closure}");
        }
    }
}
