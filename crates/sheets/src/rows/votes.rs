//! Which node a row is about: by three votes, its code, its name, its place among the other rows.
//!
//! The law: a name that is exactly a title is never overruled, and no vote alone decides against another. So with right
//! names no score goes to a wrong leaf whatever became of the codes, and with right codes none does whatever became of
//! the names.

use crate::plan::Plan;
use crate::rows::code::{Claim, How, Local};
use crate::rows::name;
use crate::rows::place::Place;
use scoring::NodeId;

/// What the votes come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// They agree; with what the code or the name needed for it.
    Elected(NodeId, Help),
    /// They don't; what they say.
    Torn(Vec<NodeId>),
    /// None of them says anything.
    Silent,
}

/// What should be looked at although the votes agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Help {
    None,
    Number,
    Date,
    Misspelt,
    /// The code is another's, or nobody's.
    Misnumbered,
    /// The number counts inside of the part above.
    Local,
    /// The name is not that of the rubric.
    Renamed,
}

/// The votes of one row.
pub(crate) struct Votes<'a> {
    pub(crate) claim: &'a Claim,
    /// Nodes that the code means as a number inside of the part above.
    pub(crate) local: &'a [NodeId],
    /// `None` for a blank name.
    pub(crate) name: Option<&'a str>,
    /// Nodes of exactly this name.
    pub(crate) named: &'a [NodeId],
    pub(crate) place: Place,
    /// Codes and names of other rows of the sheet contradict each other.
    pub(crate) doubtful: bool,
}

impl Votes<'_> {
    /// The node on which code and name agree by themselves.
    pub(crate) fn agreed(&self) -> Option<NodeId> {
        let [named] = self.named else { return None };
        (self.claim.may.contains(named) || self.local.contains(named)).then_some(*named)
    }

    /// The node for which one vote speaks clearly while no other one speaks against it: good enough to stand as a mark
    /// for other rows.
    pub(crate) fn unopposed(&self, plan: &Plan<'_>) -> Option<NodeId> {
        match (self.named, self.claim.sure, self.name) {
            ([named], sure, _) => {
                let zero = sure.is_some_and(|sure| sure != *named) && self.claim.may.contains(named);
                (self.claim.may.is_empty() || self.agreed().is_some() && !zero).then_some(*named)
            }
            ([], Some(sure), None) => Some(sure),
            ([], Some(sure), Some(name)) => name::is_alike(name, sure, plan).then_some(sure),
            _ => None,
        }
    }

    /// Whether code and name contradict each other.
    pub(crate) fn is_contradiction(&self) -> bool {
        self.claim.sure.is_some() && !self.named.is_empty() && self.both().is_empty()
    }

    fn both(&self) -> Vec<NodeId> {
        // where codes are in doubt, a code of another node is no number inside of a part
        let counts = !self.doubtful || self.claim.sure.is_none();
        let says = |node: &&NodeId| self.claim.may.contains(node) || counts && self.local.contains(node);
        self.named.iter().filter(says).copied().collect()
    }

    pub(crate) fn verdict(&self, plan: &Plan<'_>) -> Verdict {
        if self.named.is_empty() { self.by_code(plan) } else { self.by_name() }
    }

    fn elect(&self, node: NodeId) -> Verdict {
        let claim = self.claim;
        let help = match claim.how {
            How::Blank => Help::None,
            How::Plain if claim.sure == Some(node) => Help::None,
            _ if claim.may.contains(&node) => match claim.how {
                How::Date => Help::Date,
                How::Misspelt => Help::Misspelt,
                _ => Help::Number,
            },
            _ if self.local.contains(&node) => Help::Local,
            How::Date => Help::Date,
            _ => Help::Misnumbered,
        };
        Verdict::Elected(node, help)
    }

    fn torn(&self, also: Option<NodeId>) -> Verdict {
        let mut readings = self.claim.sure.map_or_else(|| self.claim.may.clone(), |sure| vec![sure]);
        for node in self.named.iter().copied().chain(also) {
            if !readings.contains(&node) {
                readings.push(node);
            }
        }
        Verdict::Torn(readings)
    }

    /// The name is a title, or that of several nodes.
    fn by_name(&self) -> Verdict {
        let placed = self.place.node.filter(|node| self.named.contains(node));
        match (self.both().as_slice(), self.named) {
            ([one], [_]) => {
                if self.stands(*one) {
                    self.elect(*one)
                } else {
                    self.torn(None)
                }
            }
            // several nodes have this name: the code decides among them unless the place speaks for another one
            ([one], _) => {
                let fits = self.place.fits(*one) || !self.named.iter().any(|node| self.place.fits(*node));
                let other = placed.is_some_and(|placed| placed != *one);
                let weak = self.doubtful && placed != Some(*one);
                if fits && !other && !weak { self.elect(*one) } else { self.torn(placed) }
            }
            ([], _) => self.without_code(placed),
            (both, _) => {
                let sure = self.claim.sure.filter(|sure| both.contains(sure) && placed.is_none() && !self.doubtful);
                match placed.filter(|placed| both.contains(placed)).or(sure) {
                    Some(node) => self.elect(node),
                    None => self.torn(None),
                }
            }
        }
    }

    /// Whether the place lets code and name agree where the code would rather mean another node: `3.1` for 3.10 only in
    /// the place of 3.10, `2` for the second part of 1 only in order.
    fn stands(&self, node: NodeId) -> bool {
        let may = &self.claim.may;
        match self.claim.sure {
            Some(sure) if sure == node => true,
            Some(_) if may.contains(&node) => self.place.speaks_for(node),
            Some(_) => self.place.fits(node),
            None => !self.place.node.is_some_and(|other| other != node && may.contains(&other)),
        }
    }

    /// The name is a title, the code is none of its nodes'.
    fn without_code(&self, placed: Option<NodeId>) -> Verdict {
        match (self.claim.how, self.named) {
            (How::Blank, [one]) if self.place.fits(*one) => self.elect(*one),
            (_, _) => match placed {
                Some(node) => self.elect(node),
                None => self.torn(None),
            },
        }
    }

    /// The name is blank or no title: the code speaks first.
    fn by_code(&self, plan: &Plan<'_>) -> Verdict {
        let claim = self.claim;
        let Some(name) = self.name else {
            return match (claim.sure, claim.may.as_slice()) {
                (Some(sure), _) if !self.doubtful || self.place.fits(sure) => self.elect(sure),
                (_, []) => Verdict::Silent,
                (_, may) => {
                    let placed = self.place.node.filter(|node| may.contains(node));
                    // what the cell shows, where no other reading stands in order
                    let alone = |node: &NodeId| may.iter().all(|other| self.place.fits(*other) == (other == node));
                    match placed.or(claim.shown.filter(alone)) {
                        Some(node) => self.elect(node),
                        None => self.torn(None),
                    }
                }
            };
        };
        let mut said: Vec<NodeId> = claim.sure.map_or_else(|| claim.may.clone(), |sure| vec![sure]);
        said.extend(self.local.iter().filter(|node| !claim.may.contains(node)));
        let alike: Vec<NodeId> = said.iter().copied().filter(|node| name::is_alike(name, *node, plan)).collect();
        match alike.as_slice() {
            [one] if claim.sure.is_none_or(|sure| sure == *one) || self.place.speaks_for(*one) => {
                return self.elect(*one);
            }
            [] if said.is_empty() && claim.how == How::Blank && self.place.node.is_none() => return Verdict::Silent,
            _ => {}
        }
        let near = name::near(name, plan);
        let placed = self.place.node;
        match near {
            Some(near) if said.contains(&near) => self.elect(near),
            // a misspelt name needs the place beside it where there is no code
            Some(near) if claim.may.is_empty() && placed == Some(near) => Verdict::Elected(near, Help::Renamed),
            None if placed.is_some_and(|placed| claim.may.contains(&placed)) => {
                placed.map_or(Verdict::Silent, |placed| Verdict::Elected(placed, Help::Renamed))
            }
            // parts are never scored: a Roman number is enough for one
            near => match (self.local.iter().find(|node| !plan.rubric.node(**node).is_leaf()), claim.local) {
                (Some(part), Some(Local::Roman(_))) if claim.may.is_empty() && self.place.fits(*part) => {
                    self.elect(*part)
                }
                _ if claim.may.is_empty() => Verdict::Silent,
                _ => self.torn(near),
            },
        }
    }
}
