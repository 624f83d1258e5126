//! Vocabulary and norms as written (language.md sections 2 to 4).

use super::{Citation, Formula, Item, Name, Ref, Tail, Term, Text, Who};
use crate::source::Span;
use crate::syntax::calendar::Date;

/// `kitei 1`
#[derive(Debug, Clone)]
pub struct Version {
    pub span: Span,
    pub number: i64,
}

/// `regulation NAME number … in force DATE`
#[derive(Debug, Clone)]
pub struct Regulation {
    pub span: Span,
    pub name: Name,
    pub number: Option<Name>,
    pub in_force: Option<InForce>,
    pub tail: Tail,
}

/// `in force DATE`, or `in force from unknown`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    pub span: Span,
    /// `None`: not in force until a date is given.
    pub date: Option<Date>,
}

/// `amends PATH`: this directory is a draft against another.
#[derive(Debug, Clone)]
pub struct Amends {
    pub span: Span,
    pub path: Text,
}

/// `instrument 「住民基本台帳法第30条」 informative`: another law that citations may name.
#[derive(Debug, Clone)]
pub struct Instrument {
    pub span: Span,
    pub name: Name,
    pub because: Option<Text>,
    pub tail: Tail,
}

/// Why a provision has no declarations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Informative,
    OpenTextured,
}

/// `provision 第15条第1項 "…" { … }`
#[derive(Debug, Clone)]
pub struct Provision {
    pub span: Span,
    /// The number, read like a citation (without `@`).
    pub number: Citation,
    pub texts: Vec<Text>,
    pub in_force: Option<InForce>,
    pub mark: Option<(Mark, Span)>,
    pub because: Option<Text>,
    /// Digest of the provision's wording, as `digest "…"`.
    pub digest: Option<Text>,
    /// `None` when there is no block.
    pub block: Option<Vec<Item>>,
}

/// One parameter: `人: person`, or only a sort (`person`), as written.
#[derive(Debug, Clone)]
pub struct Param {
    pub span: Span,
    pub name: Option<Name>,
    pub sort: Sort,
}

/// The sort of a parameter as written.
#[derive(Debug, Clone)]
pub enum Sort {
    Person(Span),
    Number(Span),
    Duration(Span),
    Kind(Name),
}

/// `kind 区域 (級: number) { レベル3 (級 3), … }`
#[derive(Debug, Clone)]
pub struct Kind {
    pub span: Span,
    pub open: bool,
    pub name: Name,
    pub attributes: Vec<Param>,
    pub tail: Tail,
    /// `None` when there is no block.
    pub elements: Option<Vec<Element>>,
}

/// One element of a kind, with the attributes it states.
#[derive(Debug, Clone)]
pub struct Element {
    pub span: Span,
    pub name: Name,
    pub attributes: Vec<(Name, Term)>,
    pub tail: Tail,
}

/// `office 副村長, 課長(課) may be vacant` makes one of these per name.
#[derive(Debug, Clone)]
pub struct Office {
    pub span: Span,
    pub entries: Vec<OfficeEntry>,
    pub tail: Tail,
}

/// One office of an `office` line.
#[derive(Debug, Clone)]
pub struct OfficeEntry {
    pub name: Name,
    pub params: Vec<Param>,
    pub may_be_vacant: bool,
}

/// `role 統括責任者 is 副村長`, `role アクセス責任者(課) named by システム管理者`, or only `role X`.
#[derive(Debug, Clone)]
pub struct Role {
    pub span: Span,
    pub head: Ref,
    /// Parameter sorts, where every argument can be read as one (`role X(課)`, `role X(k: 課)`): the model decides
    /// whether the head declares or applies. `head.args` holds the same words as terms (`k` of `k: 課`).
    pub params: Vec<Param>,
    pub is: Option<Who>,
    pub named_by: Option<Who>,
    pub when: Vec<Condition>,
    pub tail: Tail,
}

/// `when φ` or `unless φ`.
#[derive(Debug, Clone)]
pub struct Condition {
    pub span: Span,
    pub unless: bool,
    pub formula: Formula,
}

/// `fact 職員(person) fixed`
#[derive(Debug, Clone)]
pub struct Fact {
    pub span: Span,
    pub name: Name,
    pub params: Vec<Param>,
    pub fixed: bool,
    pub open_textured: bool,
    pub tail: Tail,
}

/// `table 可能な業務(操作者ID, 業務) { … }`
#[derive(Debug, Clone)]
pub struct Table {
    pub span: Span,
    pub name: Name,
    pub params: Vec<Param>,
    pub tail: Tail,
    pub body: TableBody,
}

/// The two ways to write a table.
#[derive(Debug, Clone)]
pub enum TableBody {
    /// `row: column, column …`: what is not listed is ×.
    List(Vec<(Name, Vec<Name>)>),
    /// A header of columns, then rows of cells. `cells` may be wrong in number, which is reported already.
    Grid { columns: Vec<Name>, rows: Vec<GridRow>, span: Span },
}

/// One row of a grid.
#[derive(Debug, Clone)]
pub struct GridRow {
    pub name: Name,
    pub cells: Vec<Cell>,
}

/// One cell as written.
#[derive(Debug, Clone)]
pub struct Cell {
    pub span: Span,
    pub mark: CellMark,
}

/// ○, ×, ? or something that is no cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellMark {
    Yes,
    No,
    Unknown,
    Other(String),
}

/// `act 鍵貸与(人: person, 室: 区域) gives … ends … records …`
#[derive(Debug, Clone)]
pub struct Act {
    pub span: Span,
    pub name: Name,
    pub params: Vec<Param>,
    pub effects: Vec<Effect>,
    pub tail: Tail,
}

/// What an act does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EffectVerb {
    Gives,
    Ends,
    Records,
}

/// One clause of effects.
#[derive(Debug, Clone)]
pub struct Effect {
    pub span: Span,
    pub verb: EffectVerb,
    pub targets: Vec<Ref>,
    pub when: Vec<Condition>,
}

/// `define 所管課員(p: person) is …`
#[derive(Debug, Clone)]
pub struct Define {
    pub span: Span,
    pub name: Name,
    pub params: Vec<Param>,
    pub body: Formula,
    pub tail: Tail,
}

/// `assume NAME: φ because "…"`
#[derive(Debug, Clone)]
pub struct Assume {
    pub span: Span,
    pub name: Name,
    pub formula: Formula,
    pub because: Option<Text>,
    pub tail: Tail,
}

/// `reading NAME @… { option default { … } … }`
#[derive(Debug, Clone)]
pub struct Reading {
    pub span: Span,
    pub name: Name,
    pub tail: Tail,
    pub options: Vec<ReadingOption>,
}

/// One way to read.
#[derive(Debug, Clone)]
pub struct ReadingOption {
    pub span: Span,
    pub name: Name,
    pub default: bool,
    pub tail: Tail,
    pub items: Vec<OptionItem>,
}

/// What an option may hold: norms, role clauses, definitions, cells and attribute values.
#[derive(Debug, Clone)]
pub enum OptionItem {
    Item(Item),
    /// `set 対応表(行, 列) ○`
    Cell(SetCell),
    /// `set 記録名.保存 7年`
    Attribute(SetAttribute),
}

/// `set TABLE(row, column) ○`
#[derive(Debug, Clone)]
pub struct SetCell {
    pub span: Span,
    pub target: Ref,
    pub cell: Cell,
}

/// `set ELEMENT.ATTRIBUTE VALUE`
#[derive(Debug, Clone)]
pub struct SetAttribute {
    pub span: Span,
    pub element: Name,
    pub attribute: Name,
    pub value: Term,
}

/// What a norm says of its act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NormVerb {
    Permit,
    Forbid,
    Duty,
}

/// `permit only NAME: ACT(args) to WHO when φ unless φ by another than A(c) despite N @…`
#[derive(Debug, Clone)]
pub struct Norm {
    pub span: Span,
    pub verb: NormVerb,
    pub only: bool,
    pub name: Option<Name>,
    pub act: Ref,
    pub to: Option<Who>,
    pub conditions: Vec<Condition>,
    pub another: Vec<Ref>,
    pub despite: Vec<Name>,
    pub tail: Tail,
}
