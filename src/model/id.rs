//! Ids: positions in the model's lists.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(pub u32);

            impl $name {
                /// The position as an index.
                pub fn index(self) -> usize {
                    self.0 as usize
                }

                /// The id of a position.
                pub fn from_index(index: usize) -> Self {
                    Self(u32::try_from(index).unwrap_or(u32::MAX))
                }
            }
        )*
    };
}

ids! {
    /// A kind of things.
    KindId;
    /// A fact, office, role, table or definition.
    RelationId;
    /// An act.
    ActId;
    /// A permit, forbid or duty.
    NormId;
    /// A named premise.
    AssumptionId;
    /// A text that can be read in several ways.
    ReadingId;
    /// An article, paragraph or item.
    ProvisionId;
    /// A cited conjunct or clause: what an answer may rest on.
    CitedId;
    /// A variable; unique in the model.
    VarId;
    /// A property.
    ClaimId;
    /// A scenario.
    ScenarioId;
    /// A published table.
    PublicationId;
}

/// An element of a kind; for an open kind, one of its named members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId {
    pub kind: KindId,
    pub index: u32,
}

/// An attribute of a kind, by position in [`super::Kind::attributes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeId {
    pub kind: KindId,
    pub index: u32,
}
