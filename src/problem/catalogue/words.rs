//! The catalogue's own vocabulary: what a name can be, in both languages.

use crate::problem::Text;

/// A person, as a sort.
pub const PERSON: Text = Text { en: "person", ja: "人" };
/// A number, as a sort.
pub const NUMBER: Text = Text { en: "number", ja: "数" };
/// A duration, as a sort.
pub const DURATION: Text = Text { en: "duration", ja: "期間" };
/// Any name at all.
pub const NAME: Text = Text { en: "name", ja: "名前" };
/// A kind of things.
pub const KIND: Text = Text { en: "kind", ja: "種類" };
/// One of the things of a kind.
pub const ELEMENT: Text = Text { en: "element", ja: "要素" };
/// An attribute of a kind.
pub const ATTRIBUTE: Text = Text { en: "attribute", ja: "属性" };
/// An office.
pub const OFFICE: Text = Text { en: "office", ja: "職" };
/// A role.
pub const ROLE: Text = Text { en: "role", ja: "役割" };
/// A fact.
pub const FACT: Text = Text { en: "fact", ja: "事実" };
/// A table.
pub const TABLE: Text = Text { en: "table", ja: "表" };
/// A definition.
pub const DEFINITION: Text = Text { en: "definition", ja: "定義" };
/// What a formula may apply.
pub const RELATION: Text =
    Text { en: "fact, role, office, table or definition", ja: "事実・役割・職・表・定義" };
/// What WHO may name.
pub const WHO: Text = Text { en: "role", ja: "役割・職・事実" };
/// An act.
pub const ACT: Text = Text { en: "act", ja: "行為" };
/// A norm.
pub const NORM: Text = Text { en: "norm", ja: "規範" };
/// A permit.
pub const PERMIT: Text = Text { en: "permit", ja: "許容" };
/// A prohibition.
pub const FORBID: Text = Text { en: "forbid", ja: "禁止" };
/// A duty.
pub const DUTY: Text = Text { en: "duty", ja: "義務" };
/// A provision.
pub const PROVISION: Text = Text { en: "provision", ja: "条項" };
/// Another law.
pub const INSTRUMENT: Text = Text { en: "instrument", ja: "法令" };
/// A named premise.
pub const ASSUMPTION: Text = Text { en: "assumption", ja: "仮定" };
/// A text that can be read in several ways.
pub const READING: Text = Text { en: "reading", ja: "解釈" };
/// One way to read.
pub const OPTION: Text = Text { en: "option", ja: "選択肢" };
/// A property.
pub const PROPERTY: Text = Text { en: "property", ja: "検証" };
/// A scenario.
pub const SCENARIO: Text = Text { en: "scenario", ja: "事例" };
/// A published table.
pub const PUBLICATION: Text = Text { en: "published table", ja: "公表する表" };
/// An amendment.
pub const AMENDMENT: Text = Text { en: "amendment", ja: "改正" };
/// The regulation itself.
pub const REGULATION: Text = Text { en: "regulation", ja: "規程" };
/// A built-in check.
pub const CHECK: Text = Text { en: "built-in check", ja: "組み込みの検査" };
