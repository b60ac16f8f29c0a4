import { addMs, addDays, daysBetween, epochMs } from '../../core/time.ts';
import type { Decision, Reason, ReasonCode, Result, ScorePart, ScreeningFacts, Severity, Sighting, Thresholds } from './model.ts';
import { knownCustomer, ordersPerDevice, shares, shopRisk, weights } from './policy.ts';

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
    warnings: hasSimilarOrder(facts, thresholds) ? ['possible_duplicate'] : [],
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
  const used = person.openNet + netAmount;
  if (used > capNet) return { rule, earned: 0, reasons: [reject('limit_exceeded')] };
  // The second half of the frame is the riskier one: whoever fills it owes more than most ever do.
  const beyondHalf = Math.max(0, (2 * used) / capNet - 1);
  return { rule, earned: 1 - (1 - shares.frameUsedUp) * beyondHalf, reasons: [] };
}

function paymentHistory(facts: ScreeningFacts): Finding {
  const { person } = facts;
  const reasons: Reason[] = [];
  if (person.blocked) reasons.push(reject('blocked'));
  if (person.overdueInvoices > 0) reasons.push(reject('history_overdue'));
  if (person.writtenOffInvoices > 0) reasons.push(reject('history_written_off'));
  return { rule: 'payment_history', earned: reasons.length === 0 ? paidSoFar(facts) : 0, reasons };
}

/** How a person paid so far in all shops; the shop's own word counts only for somebody nobody has seen pay. */
function paidSoFar({ person: { paidInTime, paidLate }, member, placed }: ScreeningFacts): number {
  if (paidLate > paidInTime) return shares.oftenPaysLate;
  if (paidLate > 0) return shares.paidLateOnce;
  if (paidInTime > 0) return 1;
  const known =
    (member?.orderCount ?? 0) >= knownCustomer.orders &&
    (member?.since === undefined || daysBetween(member.since, placed.on) >= knownCustomer.days);
  return known ? shares.knownToTheShop : shares.newPerson;
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
  const counts = limits.map(([code, most, matches]) => ({ code, most, others: recent.filter(matches).length }));
  const reasons = counts.filter(({ most, others }) => others >= most).map(({ code }): Reason => ({ code, severity: 'hold' }));
  // No code names the device: many orders from one cost points only.
  const device = { most: ordersPerDevice, others: recent.filter((sighting) => sighting.sameDevice).length };
  const left = [...counts, device].map(({ most, others }) => 1 - others / most);
  return { rule: 'velocity', earned: Math.max(0, Math.min(...left)), reasons };
}

/** The same buyer and amount within minutes is most often one order sent twice. */
function notADuplicate(facts: ScreeningFacts, thresholds: Thresholds): Finding {
  const rule = 'duplicates';
  if (similarOrders(facts, thresholds.duplicateHoldMinutes, thresholds).length > 0)
    return { rule, earned: 0, reasons: [{ code: 'duplicate_recent', severity: 'hold' }] };
  return { rule, earned: hasSimilarOrder(facts, thresholds) ? shares.similarOrder : 1, reasons: [] };
}

function phoneReachable({ phoneKind }: ScreeningFacts): Finding {
  // It is no reason to stop an order.
  return { rule: 'phone', earned: phoneKind === 'voip' ? shares.voip : 1, reasons: [] };
}

function nameVerifiable({ kanaGiven }: ScreeningFacts): Finding {
  return { rule: 'name', earned: kanaGiven ? 1 : 0, reasons: [] };
}

function emailGiven({ emailGiven: given }: ScreeningFacts): Finding {
  return { rule: 'email', earned: given ? 1 : 0, reasons: [] };
}

function outsideReasons({ shop, bureau }: ScreeningFacts): Reason[] {
  const reasons: Reason[] = [];
  if (isRisk(shop)) reasons.push({ code: 'merchant_risk', severity: 'review' });
  // A bureau that is silent must never turn into an error or into a yes (api.md, Screening).
  if (bureau === 'no_answer') reasons.push({ code: 'bureau_timeout', severity: 'review' });
  if (bureau === 'bad') reasons.push(reject('blocked'));
  return reasons;
}

/** 加盟店の履歴: a shop whose buyers mostly do not pay in time may be selling what they did not order. */
function isRisk({ paidInTime, overdue }: ScreeningFacts['shop']): boolean {
  const known = paidInTime + overdue;
  return known >= shopRisk.leastInvoices && overdue > known * shopRisk.overdueShare;
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

function hasSimilarOrder(facts: ScreeningFacts, thresholds: Thresholds): boolean {
  return similarOrders(facts, thresholds.duplicateWarningDays * 1_440, thresholds).length > 0;
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
