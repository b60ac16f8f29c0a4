import { addMs, addDays, daysBetween, epochMs } from '../../core/time.ts';
import type { Decision, Reason, ReasonCode, Result, ScorePart, ScreeningFacts, Severity, Sighting, Thresholds } from './model.ts';
import { weights } from './policy.ts';

/** What a rule found: the share of its points the order earned, and why not all of them. */
type Finding = { readonly rule: keyof typeof weights; readonly earned: number; readonly reasons: readonly Reason[] };

/** Screens one order: the same facts always give the same answer. */
export function screen(facts: ScreeningFacts, thresholds: Thresholds): Decision {
  const findings = [
    exposureWithinCap(facts, thresholds),
    paymentHistory(facts),
    addressDeliverable(facts),
    velocityUsual(facts, thresholds),
    notADuplicate(facts, thresholds),
    phoneReachable(facts),
    nameVerifiable(facts),
    emailGiven(facts),
  ];
  const scoreParts: ScorePart[] = findings.map(({ rule, earned }) => ({
    rule,
    weight: weights[rule],
    value: Math.round(weights[rule] * earned),
  }));
  const score = scoreParts.reduce((sum, part) => sum + part.value, 0);
  const reasons = [...findings.flatMap((finding) => finding.reasons), ...outsideReasons(facts), ...scoreReasons(score, thresholds)];
  return {
    result: resultOf(reasons),
    score,
    scoreParts,
    reasons,
    warnings: similarOrders(facts, thresholds.duplicateWarningDays * 1_440, thresholds).length > 0 ? ['possible_duplicate'] : [],
  };
}

function resultOf(reasons: readonly Reason[]): Result {
  const severities = new Set<Severity>(reasons.map((reason) => reason.severity));
  if (severities.has('reject')) return 'rejected';
  if (severities.has('hold')) return 'on_hold';
  return severities.has('review') ? 'manual_review' : 'approved';
}

/** AD-17, AM-13: what a person owes in all shops and this order together stay within the cap. */
function exposureWithinCap({ buyerKind, person, netAmount }: ScreeningFacts, { capNet }: Thresholds): Finding {
  const rule = 'exposure';
  // A company has a credit line of its own instead (AM-27).
  if (buyerKind === 'company') return { rule, earned: 1, reasons: [] };
  const within = person.openNet + netAmount <= capNet;
  return { rule, earned: within ? 1 : 0, reasons: within ? [] : [reject('limit_exceeded')] };
}

function paymentHistory({ person }: ScreeningFacts): Finding {
  const reasons: Reason[] = [];
  if (person.blocked) reasons.push(reject('blocked'));
  if (person.overdueInvoices > 0) reasons.push(reject('history_overdue'));
  if (person.writtenOffInvoices > 0) reasons.push(reject('history_written_off'));
  return { rule: 'payment_history', earned: reasons.length === 0 ? 1 : 0, reasons };
}

function addressDeliverable({ addressFindings }: ScreeningFacts): Finding {
  const reasons = addressFindings.map(({ code, field }): Reason => ({ code, severity: 'hold', field }));
  return { rule: 'address', earned: reasons.length === 0 ? 1 : 0, reasons };
}

/** Orders of the last hours, this one counted in, against what one person, door or phone usually places. */
function velocityUsual(facts: ScreeningFacts, thresholds: Thresholds): Finding {
  const recent = facts.sightings.filter((sighting) => isWithin(facts, sighting, thresholds.velocityHours * 60));
  const limits: readonly [ReasonCode, number, (sighting: Sighting) => boolean][] = [
    ['velocity_buyer', thresholds.ordersPerBuyer, (sighting) => sighting.samePerson],
    ['velocity_address', thresholds.ordersPerAddress, (sighting) => sighting.sameAddress],
    ['velocity_phone', thresholds.ordersPerPhone, (sighting) => sighting.samePhone],
  ];
  const reasons = limits
    .filter(([, most, matches]) => recent.filter(matches).length + 1 > most)
    .map(([code]): Reason => ({ code, severity: 'hold' }));
  return { rule: 'velocity', earned: reasons.length === 0 ? 1 : 0, reasons };
}

/** The same buyer and amount within minutes is most often one order sent twice. */
function notADuplicate(facts: ScreeningFacts, thresholds: Thresholds): Finding {
  const twins = similarOrders(facts, thresholds.duplicateHoldMinutes, thresholds);
  return {
    rule: 'duplicates',
    earned: twins.length === 0 ? 1 : 0,
    reasons: twins.length === 0 ? [] : [{ code: 'duplicate_recent', severity: 'hold' }],
  };
}

function phoneReachable({ phoneKind }: ScreeningFacts): Finding {
  // An IP phone can be dropped in a day, so it earns less; it is no reason to stop an order.
  return { rule: 'phone', earned: phoneKind === 'voip' ? 0.5 : 1, reasons: [] };
}

function nameVerifiable({ kanaGiven }: ScreeningFacts): Finding {
  return { rule: 'name', earned: kanaGiven ? 1 : 0.6, reasons: [] };
}

function emailGiven({ emailGiven: given }: ScreeningFacts): Finding {
  return { rule: 'email', earned: given ? 1 : 0.6, reasons: [] };
}

function outsideReasons({ merchantSuspect, bureau }: ScreeningFacts): Reason[] {
  const reasons: Reason[] = [];
  if (merchantSuspect) reasons.push({ code: 'merchant_risk', severity: 'review' });
  // A bureau that is silent must never turn into an error or into a yes (api.md, Screening).
  if (bureau === 'no_answer') reasons.push({ code: 'bureau_timeout', severity: 'review' });
  if (bureau === 'bad') reasons.push(reject('blocked'));
  return reasons;
}

function scoreReasons(score: number, { rejectBelow, reviewBelow }: Thresholds): Reason[] {
  if (score < rejectBelow) return [reject('score_low')];
  return score < reviewBelow ? [{ code: 'score_low', severity: 'review' }] : [];
}

function reject(code: ReasonCode): Reason {
  return { code, severity: 'reject' };
}

/** Orders of the same person over the same amount in a span before this one (NP console's rule). */
function similarOrders(facts: ScreeningFacts, minutes: number, thresholds: Thresholds): readonly Sighting[] {
  // A file knows days only: "within ten minutes" then means the same day and the same goods.
  const sameGoods = facts.placed.precision === 'day' && minutes <= thresholds.duplicateHoldMinutes;
  return facts.sightings.filter(
    (sighting) =>
      sighting.samePerson &&
      sighting.billedAmount === facts.billedAmount &&
      (!sameGoods || sighting.sameItems) &&
      isWithin(facts, sighting, minutes),
  );
}

function isWithin({ placed }: ScreeningFacts, sighting: Sighting, minutes: number): boolean {
  if (placed.precision === 'day')
    return daysBetween(sighting.orderDate, placed.on) >= 0 && sighting.orderDate >= firstDay(placed.on, minutes);
  const earliest = epochMs(addMs(placed.at, -minutes * 60_000));
  return epochMs(sighting.registeredAt) >= earliest;
}

/** The first day that falls into a span of minutes ending on a day; under a day is that day alone. */
function firstDay(day: ScreeningFacts['placed']['on'], minutes: number): ScreeningFacts['placed']['on'] {
  return addDays(day, -Math.floor(Math.max(0, minutes - 1) / 1_440));
}
