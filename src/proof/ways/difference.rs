//! Who may do an act by the norms of one act and not by those of another with the same arguments: so two wordings of a
//! regulation are compared, which stand side by side in one model.
//!
//! Differences are told apart by the deciding pair of norms: the first that lets somebody do it, and the first ban that
//! stops them on the other side (or none, where nothing permits it there). Within a pair, each difference is a least set
//! of conditions, unless a ban goes before that the norm does not override: with any one of them left out, some lawful
//! world meets them and has no such difference. Where no further world is found, all are known.

use super::super::audit::norms::{self, Norms};
use super::super::claim::Stop;
use super::super::constants::Constants;
use super::super::options::Options;
use super::super::readings;
use super::super::verdict::Failure;
use super::super::witness::Witness;
use super::super::worlds::{World, Worlds};
use super::pattern::{Pattern, Pool};
use super::{Asked, Speaking, bans, grounds};
use crate::model::eval::{self, Evaluator, Ground, Literal, PermitTrace};
use crate::model::{
    ActId, Formula, Model, NormId, ReadingChoice, RelationId, RelationKind, Sort, Term, Value, VarId,
};
use crate::syntax::tree::{Comparison, NormVerb};

/// No more differences than this are looked for, of one pair of norms.
const MOST: usize = 40;

/// What two acts are compared.
#[derive(Debug, Clone)]
pub struct Compared {
    /// By whose norms somebody may.
    pub lets: ActId,
    /// By whose norms they may not.
    pub refuses: ActId,
    /// What is lawful besides, where somebody may.
    pub lawful: Formula,
    /// Only where this relation holds of the person and the arguments; everywhere if there is none.
    pub within: Option<RelationId>,
    /// And where none of these does.
    pub outside: Vec<RelationId>,
}

/// One way in which they differ.
#[derive(Debug)]
pub struct Difference {
    /// The norm that lets somebody do it.
    pub by: NormId,
    /// The ban that stops them on the other side; none: nothing permits it there.
    pub against: Option<NormId>,
    /// Bans of which the conditions do not say that they do not apply; where one does, there is no such difference.
    pub bans: Vec<NormId>,
    /// Norms of the other side that could permit it there after all; where they do, there is no such difference.
    pub besides: Vec<NormId>,
    /// Who does it, and the arguments.
    pub vars: Vec<VarId>,
    /// Others of whom the conditions speak.
    pub others: Vec<VarId>,
    /// What holds, and what does not.
    pub conditions: Vec<(Formula, bool)>,
    /// Whether it is proved that the difference is there wherever the conditions are met; otherwise they are only what
    /// it rests on in the world shown.
    pub exact: bool,
    /// The combinations of options of readings under which it is there; empty if under all.
    pub readings: Vec<Vec<ReadingChoice>>,
    /// The least world found; the evaluator has confirmed it.
    pub shown: Witness,
}

/// All differences of one comparison.
#[derive(Debug)]
pub struct Differences {
    pub found: Vec<Difference>,
    /// The least world found in which somebody must do it by the one, and need not by the other; not looked for within
    /// a relation.
    pub duty: Option<Witness>,
    /// Whether it is proved that there are no others.
    pub complete: bool,
}

/// Who may by the norms of the one act and not by those of the other, for each of these; and the model with the
/// variables of which the differences speak.
pub fn differences(
    model: &Model,
    compared: &[Compared],
    options: &Options,
) -> Result<(Model, Vec<Differences>), Failure> {
    let (mut model, norms) = norms::spelt_out(model);
    let pool = Pool::new(&mut model);
    let mut all = Vec::new();
    {
        let mut worlds = Worlds::new(&model, options);
        for compared in compared {
            let case = norms.case(compared.lets);
            let (who, args) = (case.who(), case.args());
            let of = |relation: RelationId| {
                Formula::Atom(relation, std::iter::once(&who).chain(&args).cloned().collect())
            };
            let within = compared.within.map_or(Formula::True, of);
            let outside = compared.outside.iter().map(|relation| of(*relation).negate());
            let asked = Asked {
                vars: std::iter::once(case.actor).chain(case.params.iter().copied()).collect(),
                act: compared.lets,
                subject: Formula::and([compared.lawful.clone(), within].into_iter().chain(outside)),
                who,
                args,
            };
            let mut comparing = Comparing {
                model: &model,
                norms: &norms,
                pool: &pool,
                asked,
                refuses: compared.refuses,
                lawful: compared.within.is_none().then_some(&compared.lawful),
                worlds: &mut worlds,
            };
            all.push(comparing.all().map_err(|stop| stop.failure(super::NAME)));
        }
        if let Some(objection) = worlds.session.objection() {
            return Err(Failure::objected(objection, super::NAME));
        }
    }
    super::super::fault::set(None);
    let all = all.into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok((model, all))
}

struct Comparing<'a, 'w> {
    model: &'a Model,
    norms: &'a Norms,
    pool: &'a Pool,
    asked: Asked,
    refuses: ActId,
    /// Where duties are looked for.
    lawful: Option<&'a Formula>,
    worlds: &'w mut Worlds<'a>,
}

impl Comparing<'_, '_> {
    fn all(&mut self) -> Result<Differences, Stop> {
        let claim = self.speaking().claim(0, [self.refused()]);
        let relevant = readings::relevant(self.model, &claim);
        let most = self.worlds.session.options.combinations;
        let combinations = readings::combinations(self.model, &relevant, most);
        let mut differences = Differences { found: Vec::new(), duty: None, complete: combinations.is_some() };
        let combinations = combinations.unwrap_or_else(|| vec![Vec::new()]);
        let all = combinations.len();
        for choices in combinations {
            self.under(choices, &mut differences)?;
        }
        for difference in differences.found.iter_mut().filter(|it| it.readings.len() == all) {
            difference.readings.clear();
        }
        Ok(differences)
    }

    fn speaking(&self) -> Speaking<'_> {
        Speaking { model: self.model, norms: self.norms, asked: &self.asked }
    }

    /// Adds what is different under these options.
    fn under(&mut self, choices: Vec<ReadingChoice>, differences: &mut Differences) -> Result<(), Stop> {
        let constants = self.worlds.under(&choices);
        self.duty(&constants, differences)?;
        // What is known from other options is known here if it is different here too.
        let mut known: Vec<usize> = Vec::new();
        for (index, difference) in differences.found.iter_mut().enumerate() {
            let pair =
                self.pair((difference.by, difference.against), (&difference.bans, &difference.besides));
            if difference.exact && self.follows(&constants, &pattern(difference), &pair)? {
                known.push(index);
                difference.readings.push(choices.clone());
            }
        }
        let whole = [self.asked.subject.clone(), self.asked.may(), self.refused()];
        if self.worlds.possible(&constants, &self.asked.some(Formula::and(whole)))? == Some(false) {
            return Ok(());
        }
        for by in grounds(self.model, self.asked.act) {
            for against in self.bans() {
                self.of_pair(&constants, (by, against), &choices, &mut known, differences)?;
            }
        }
        Ok(())
    }

    /// Adds the differences that this pair of norms decides; `known` are those that are there under these options.
    fn of_pair(
        &mut self,
        constants: &Constants,
        (by, against): (NormId, Option<NormId>),
        choices: &[ReadingChoice],
        known: &mut Vec<usize>,
        differences: &mut Differences,
    ) -> Result<(), Stop> {
        let pair = self.pair((by, against), (&[], &[]));
        for count in 0.. {
            let same = known.iter().filter_map(|index| differences.found.get(*index));
            let same = same.filter(|known| known.by == by && known.against == against);
            let others: Vec<Formula> = same.map(|known| pattern(known).formula().negate()).collect();
            let parts = [self.asked.subject.clone(), pair.formula(&self.asked, self.refuses)];
            let formula = self.asked.some(Formula::and(parts.into_iter().chain(others)));
            let shown = match self.worlds.world(constants, &formula)? {
                World::Shown(shown) => shown,
                World::Nowhere => return Ok(()),
                World::Open => {
                    differences.complete = false;
                    return Ok(());
                }
            };
            if count >= MOST {
                differences.complete = false;
                return Ok(());
            }
            let found = self.difference(constants, (by, against), *shown)?;
            known.push(differences.found.len());
            differences.found.push(Difference { readings: vec![choices.to_vec()], ..found });
        }
        Ok(())
    }

    /// Whether somebody must by the one and need not by the other.
    fn duty(&mut self, constants: &Constants, differences: &mut Differences) -> Result<(), Stop> {
        let Some(lawful) = self.lawful else { return Ok(()) };
        let Asked { who, act, args, .. } = &self.asked;
        let must = |act: ActId| Formula::Must(who.clone(), act, args.clone());
        let differ = [lawful.clone(), must(*act), must(self.refuses).negate()];
        match self.worlds.world(constants, &self.asked.some(Formula::and(differ)))? {
            World::Shown(shown) if differences.duty.is_none() => differences.duty = Some(*shown),
            World::Shown(_) | World::Nowhere => {}
            World::Open => differences.complete = false,
        }
        Ok(())
    }

    fn pair(&self, pair: (NormId, Option<NormId>), open: (&[NormId], &[NormId])) -> Pair {
        Pair::of(&self.speaking(), self.refuses, pair, open)
    }

    /// Bans of the other side that can decide, and nothing.
    fn bans(&self) -> Vec<Option<NormId>> {
        let bans = norms::of_act(self.model, self.refuses, NormVerb::Forbid);
        std::iter::once(None).chain(bans.into_iter().map(Some)).collect()
    }

    fn refused(&self) -> Formula {
        Formula::May(self.asked.who.clone(), self.refuses, self.asked.args.clone()).negate()
    }

    /// Whether it is proved that there is this difference wherever the conditions are met, unless a ban or an earlier norm
    /// goes before.
    fn follows(&mut self, constants: &Constants, conditions: &Pattern, pair: &Pair) -> Result<bool, Stop> {
        let not = [conditions.formula(), pair.context.clone(), pair.core.clone().negate()];
        let not = Formula::and(std::iter::once(self.asked.subject.clone()).chain(not));
        Ok(self.worlds.possible(constants, &self.asked.some(not))? == Some(false))
    }

    /// The difference that a world shows, with as few conditions as make it one.
    fn difference(
        &mut self,
        constants: &Constants,
        (by, against): (NormId, Option<NormId>),
        mut shown: Witness,
    ) -> Result<Difference, Stop> {
        super::called_a(&mut shown);
        let values: Vec<Option<Value>> = self
            .asked
            .vars
            .iter()
            .map(|var| shown.bindings.iter().find(|(known, _)| known == var).map(|(_, value)| *value))
            .collect();
        let person = values.first().copied().flatten().unwrap_or(Value::Person(0));
        let args: Vec<Value> = values.iter().skip(1).filter_map(|value| *value).collect();
        let literals = self.literals(&shown, person, &args, by, against);
        let cells: Vec<(Formula, bool)> =
            literals.iter().filter_map(|literal| self.open_cell(literal)).collect();
        let reason =
            eval::Reason { truth: eval::Truth::True, bindings: Vec::new(), cited: Vec::new(), literals };
        let permit =
            PermitTrace { norm: by, counts: eval::Truth::True, reason, stopped_by: Vec::new(), lacks: 0 };
        let mut whole = Pattern::of(self.model, &self.asked, self.pool, &shown.bindings, &permit);
        whole.parts.extend(cells);
        whole.parts.extend(self.asked.vars.iter().zip(&values).skip(1).filter_map(|(var, value)| {
            let term = match (value, self.model.vars[var.index()].sort) {
                (Some(Value::Element(element)), Sort::Kind(kind))
                    if (element.index as usize) < self.model.kinds[kind.index()].elements.len() =>
                {
                    Term::Element(*element)
                }
                _ => return None,
            };
            Some((Formula::Compare(Comparison::Eq, Term::Var(*var), term), true))
        }));
        let open = self.open(constants, &whole, (by, against))?;
        let pair = self.pair((by, against), (&open.0, &open.1));
        let exact = self.follows(constants, &whole, &pair)?;
        if exact {
            whole = self.least(constants, whole, &pair)?;
        }
        let used: Vec<VarId> = whole.parts.iter().flat_map(|(part, _)| part.free_vars()).collect();
        let others = whole.others.iter().copied().filter(|var| used.contains(var)).collect();
        Ok(Difference {
            by,
            against,
            bans: open.0,
            besides: open.1,
            vars: self.asked.vars.clone(),
            others,
            conditions: whole.parts,
            exact,
            readings: Vec::new(),
            shown,
        })
    }

    /// A cell of a table that the text leaves open.
    fn open_cell(&self, literal: &Literal) -> Option<(Formula, bool)> {
        let Ground::Atom { relation, args, .. } = &literal.ground else { return None };
        let RelationKind::Table(table) = &self.model.relations[relation.index()].kind else { return None };
        let elements = args.iter().map(|value| match value {
            Value::Element(element) => Some(*element),
            _ => None,
        });
        let elements = elements.collect::<Option<Vec<_>>>()?;
        let [row, column] = elements[..] else { return None };
        let open = table.unknown.get(row.index as usize)?.contains(column.index as usize);
        let terms = vec![Term::Element(row), Term::Element(column)];
        open.then(|| (Formula::Atom(*relation, terms), literal.holds.is_true()))
    }

    /// Bans that go before the norm, and norms of the other side, of which the conditions do not say that they do not
    /// apply.
    fn open(
        &mut self,
        constants: &Constants,
        whole: &Pattern,
        (by, against): (NormId, Option<NormId>),
    ) -> Result<(Vec<NormId>, Vec<NormId>), Stop> {
        let (mut stopping, mut permitting) = (Vec::new(), Vec::new());
        let (who, args) = (self.asked.who.clone(), self.asked.args.clone());
        let context = self.pair((by, against), (&[], &[])).context;
        for ban in bans(self.model, by) {
            let core = self.norms.applies(self.model, ban, &who, &args).negate();
            if !self.follows(constants, whole, &Pair { context: context.clone(), core })? {
                stopping.push(ban);
            }
        }
        let others = if against.is_none() { grounds(self.model, self.refuses) } else { Vec::new() };
        for norm in others {
            let core = self.norms.grants(self.model, norm, &who, &args).negate();
            if !self.follows(constants, whole, &Pair { context: context.clone(), core })? {
                permitting.push(norm);
            }
        }
        Ok((stopping, permitting))
    }

    /// As few of the conditions as make the difference.
    fn least(&mut self, constants: &Constants, mut whole: Pattern, pair: &Pair) -> Result<Pattern, Stop> {
        for index in (0..whole.parts.len()).rev() {
            let mut less = whole.clone();
            less.parts.remove(index);
            if self.follows(constants, &less, pair)? {
                whole = less;
            }
        }
        Ok(whole)
    }

    /// On what it rests in this world that the norm lets them, and that the other side does not.
    fn literals(
        &self,
        shown: &Witness,
        person: Value,
        args: &[Value],
        by: NormId,
        against: Option<NormId>,
    ) -> Vec<Literal> {
        let lets = eval::why_may(self.model, &shown.world, person, self.asked.act, args);
        let refuses = eval::why_may(self.model, &shown.world, person, self.refuses, args);
        let evaluator = Evaluator::new(self.model, &shown.world);
        let unbanned = bans(self.model, by).into_iter().map(|ban| {
            let ban = &self.model.norms[ban.index()];
            let env = eval::Env::of(&ban.params, args).with(ban.actor, person);
            eval::explain(&evaluator, &env, &ban.condition)
        });
        let own = lets.permits.into_iter().filter(|permit| permit.norm == by).map(|permit| permit.reason);
        let other: Vec<eval::Reason> = match against {
            None => refuses.permits.into_iter().map(|permit| permit.reason).collect(),
            Some(ban) => {
                let granted = refuses.permits.into_iter().find(|permit| permit.stopped_by.contains(&ban));
                let stops = refuses.forbids.into_iter().find(|forbid| forbid.norm == ban);
                granted.map(|permit| permit.reason).into_iter().chain(stops.map(|ban| ban.reason)).collect()
            }
        };
        let mut all: Vec<Literal> = Vec::new();
        for literal in own.chain(unbanned).chain(other).flat_map(|reason| reason.literals) {
            if !all.contains(&literal) {
                all.push(literal);
            }
        }
        all
    }
}

fn pattern(difference: &Difference) -> Pattern {
    Pattern { others: difference.others.clone(), parts: difference.conditions.clone() }
}

/// What makes a pair of norms the deciding one.
struct Pair {
    /// That no ban stands in the way of the norm, and that no earlier one lets them.
    context: Formula,
    /// That the norm applies, and that the other side refuses: by this ban first, or since nothing permits it.
    core: Formula,
}

impl Pair {
    /// Bans, and norms of the other side, of which it is left open whether they apply.
    fn of(
        speaking: &Speaking,
        refuses: ActId,
        (by, against): (NormId, Option<NormId>),
        (stopping, permitting): (&[NormId], &[NormId]),
    ) -> Self {
        let Speaking { model, norms, asked } = speaking;
        let (who, args) = (&asked.who, &asked.args);
        let earlier = grounds(model, asked.act).into_iter().take_while(|norm| *norm != by);
        let earlier = earlier.map(|norm| speaking.granted(norm).negate());
        let (stop, free): (Vec<_>, Vec<_>) =
            bans(model, by).into_iter().partition(|ban| stopping.contains(ban));
        let not = |ban: &NormId| norms.applies(model, *ban, who, args).negate();
        let own = grounds(model, refuses);
        let grants = |norm: NormId| norms.grants(model, norm, who, args);
        let open = permitting.iter().map(|norm| grants(*norm).negate());
        let context = Formula::and(stop.iter().map(not).chain(earlier).chain(open));
        let mut core: Vec<Formula> = std::iter::once(grants(by)).chain(free.iter().map(not)).collect();
        let stops = |ban: NormId| {
            let stopped = own.iter().filter(|norm| bans(model, **norm).contains(&ban));
            let stopped = Formula::or(stopped.map(|norm| grants(*norm)));
            Formula::and([norms.applies(model, ban, who, args), stopped])
        };
        match against {
            None => {
                let left = own.iter().filter(|norm| !permitting.contains(norm));
                core.extend(left.map(|norm| grants(*norm).negate()));
            }
            Some(ban) => {
                let all = norms::of_act(model, refuses, NormVerb::Forbid);
                core.extend(
                    all.into_iter().take_while(|other| *other != ban).map(|other| stops(other).negate()),
                );
                core.push(stops(ban));
            }
        }
        Self { context, core: Formula::and(core) }
    }

    fn formula(&self, asked: &Asked, refuses: ActId) -> Formula {
        let other = Formula::May(asked.who.clone(), refuses, asked.args.clone()).negate();
        Formula::and([asked.may(), other, self.context.clone(), self.core.clone()])
    }
}
