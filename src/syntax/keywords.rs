//! Every keyword in both spellings, over one enumeration. The grammar's comments say where each may stand.

use crate::problem::Lang;

macro_rules! keywords {
    ($($(#[$doc:meta])* $name:ident = $en:literal / $ja:literal, $reserved:ident;)*) => {
        /// A word of the language, whichever spelling was used.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Keyword { $($(#[$doc])* $name,)* }

        impl Keyword {
            /// Every keyword, in the order of the reference.
            pub const ALL: &'static [Keyword] = &[$(Keyword::$name,)*];

            /// How it is spelt in `lang`. Words with a space may be written with any white space between.
            pub fn spelling(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Keyword::$name, Lang::En) => $en, (Keyword::$name, Lang::Ja) => $ja,)*
                }
            }

            /// How `grammar/kitei.pest` writes it: the English spelling and one blank, or between '' if it is not
            /// reserved.
            pub fn form(self) -> &'static str {
                match self { $(Keyword::$name => keywords!(@form $reserved $en),)* }
            }

            /// Whether the word may not be used as a name without 「」 (starters, clause words, connectives, verbs).
            pub fn is_reserved(self) -> bool {
                match self { $(Keyword::$name => keywords!(@ $reserved),)* }
            }
        }
    };
    (@ reserved) => { true };
    (@ local) => { false };
    (@form reserved $en:literal) => { concat!($en, " ") };
    (@form local $en:literal) => { concat!("'", $en, "'") };
}

impl Keyword {
    /// Whether a declaration begins with it.
    pub fn is_starter(self) -> bool {
        use Keyword as K;
        matches!(
            self,
            K::Kitei
                | K::Regulation
                | K::Amends
                | K::Instrument
                | K::Provision
                | K::Kind
                | K::Open
                | K::Office
                | K::Role
                | K::Fact
                | K::Table
                | K::Act
                | K::Define
                | K::Assume
                | K::Reading
                | K::Permit
                | K::Forbid
                | K::Duty
                | K::Property
                | K::Expect
                | K::Allow
                | K::Scenario
                | K::Amendment
                | K::Approve
                | K::Publish
        )
    }

    /// Whether it stands between a person and an act.
    pub fn is_verb(self) -> bool {
        matches!(self, Keyword::May | Keyword::MayNot | Keyword::Did | Keyword::Does | Keyword::Must)
    }

    /// Whether a change of an amendment begins with it.
    pub fn is_change(self) -> bool {
        use Keyword as K;
        matches!(self, K::Replace | K::Add | K::Repeal | K::Set | K::Rename | K::Keep)
    }
}

keywords! {
    // starters
    Kitei = "kitei" / "kitei", local;
    Regulation = "regulation" / "規程", local;
    Amends = "amends" / "改正対象", local;
    Instrument = "instrument" / "法令", local;
    Provision = "provision" / "条項", reserved;
    Kind = "kind" / "種類", reserved;
    Open = "open" / "不特定", reserved;
    Office = "office" / "職", reserved;
    Role = "role" / "役割", reserved;
    Fact = "fact" / "事実", reserved;
    Table = "table" / "表", reserved;
    Act = "act" / "行為", reserved;
    Define = "define" / "定義", reserved;
    Assume = "assume" / "仮定", reserved;
    Reading = "reading" / "解釈", reserved;
    Permit = "permit" / "許容", reserved;
    Forbid = "forbid" / "禁止", reserved;
    Duty = "duty" / "義務", reserved;
    Property = "property" / "検証", reserved;
    Expect = "expect" / "既知", reserved;
    Allow = "allow" / "容認", reserved;
    Scenario = "scenario" / "事例", reserved;
    Amendment = "amendment" / "改正", reserved;
    Approve = "approve" / "承認済", reserved;
    Publish = "publish" / "公表", reserved;
    // clause words
    Number = "number" / "番号", local;
    InForce = "in force" / "施行", local;
    FromUnknown = "from unknown" / "未定", local;
    Promulgated = "promulgated" / "公布", local;
    Incorporated = "incorporated" / "反映済", local;
    Informative = "informative" / "規範なし", local;
    OpenTextured = "open-textured" / "評価を要する", local;
    Because = "because" / "理由", reserved;
    Digest = "digest" / "要約値", local;
    MayBeVacant = "may be vacant" / "欠員可", local;
    Is = "is" / "とは", reserved;
    NamedBy = "named by" / "指定者", reserved;
    Fixed = "fixed" / "不変", local;
    Gives = "gives" / "発生", reserved;
    Ends = "ends" / "消滅", reserved;
    Records = "records" / "記録先", reserved;
    Only = "only" / "のみ", reserved;
    To = "to" / "主体", reserved;
    When = "when" / "要件", reserved;
    Unless = "unless" / "例外", reserved;
    ByAnotherThan = "by another than" / "別人", reserved;
    Despite = "despite" / "優先", reserved;
    Default = "default" / "既定", local;
    Assuming = "assuming" / "仮に", reserved;
    NoTransfers = "no transfers" / "異動なし", local;
    Given = "given" / "前提", reserved;
    Now = "now" / "今", reserved;
    Until = "until" / "期限", reserved;
    Rows = "rows" / "行", local;
    Columns = "columns" / "列", local;
    Column = "column" / "項目", local;
    Cell = "cell" / "欄", local;
    Replace = "replace" / "改める", reserved;
    Add = "add" / "加える", reserved;
    Repeal = "repeal" / "削る", reserved;
    Set = "set" / "定める", reserved;
    Rename = "rename" / "改称", reserved;
    RenameTo = "to" / "から", local;
    Keep = "keep" / "なお従前", reserved;
    Grants = "grants" / "付与", local;
    Formerly = "formerly" / "旧称", local;
    // sorts
    PersonSort = "person" / "者", local;
    NumberSort = "number" / "数", local;
    DurationSort = "duration" / "期間", local;
    // formulas
    Anyone = "anyone" / "何人も", reserved;
    Actor = "actor" / "行為者", reserved;
    And = "and" / "かつ", reserved;
    Or = "or" / "または", reserved;
    Implies = "implies" / "ならば", reserved;
    Not = "not" / "非", reserved;
    NotAfter = "not" / "でない", reserved;
    Every = "every" / "すべての", reserved;
    Some = "some" / "ある", reserved;
    No = "no" / "存在しない", reserved;
    AtMost = "at most" / "多くとも", reserved;
    AtLeast = "at least" / "少なくとも", reserved;
    Exactly = "exactly" / "ちょうど", reserved;
    Has = "has" / "を持つ", reserved;
    HasOnly = "has only" / "のみを持つ", reserved;
    May = "may" / "できる", reserved;
    MayNot = "may not" / "できない", reserved;
    Did = "did" / "した", reserved;
    Does = "does" / "する", reserved;
    Must = "must" / "べき", reserved;
    Done = "done" / "された", reserved;
    Due = "due" / "要処理", reserved;
    Topic = "is" / "は", reserved;
    Subject = "is" / "が", reserved;
    // claims
    Always = "always" / "常に", reserved;
    Never = "never" / "決して", reserved;
    Possible = "possible" / "可能", reserved;
    WithPersons = "with persons" / "人で", local;
    Separate = "separate" / "分離", reserved;
    From = "from" / "と", local;
    Needs = "needs" / "要する", reserved;
    // verdicts
    Proved = "proved" / "成立", local;
    Violated = "violated" / "違反", local;
    ViolatedAlways = "violated always" / "常に違反", local;
    Vacuous = "vacuous" / "空虚", local;
    Silent = "silent" / "沈黙", local;
    TurnsOnReading = "turns on a reading" / "解釈による", local;
    Refuted = "refuted" / "不可能", local;
    Undecided = "undecided" / "未決", local;
}
