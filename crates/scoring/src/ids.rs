//! Indexes into the lists of a campaign, one type each so that they can't be mixed up.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    };
}

id!(
    /// Place of a unit in the campaign's list of units.
    UnitId
);
id!(
    /// Place of a node in [`Rubric::nodes`](crate::Rubric::nodes), which is in declaration order, parents first.
    NodeId
);
id!(
    /// Place of a round in [`Rubric::rounds`](crate::Rubric::rounds), earliest first.
    RoundId
);
id!(
    /// Place of a figure in [`Rubric::figures`](crate::Rubric::figures).
    FigureId
);
id!(
    /// Place of a sheet in [`Facts::sheets`](crate::Facts::sheets).
    SheetId
);
