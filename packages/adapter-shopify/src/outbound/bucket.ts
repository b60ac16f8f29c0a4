// Shopify's leaky bucket, seen from here. A query is debited by what it asks for and credited with what
// it did not need, so a request goes out when the bucket holds the whole of what it asks.

/** Points of one shop and app. `available` held at `at`, milliseconds since 1970. */
export type Bucket = {
  readonly available: number;
  readonly maximum: number;
  readonly restoredPerSecond: number;
  readonly at: number;
};

/** What an answer says of the bucket, after this request was debited. */
export type ThrottleStatus = { readonly currentlyAvailable: number; readonly maximumAvailable: number; readonly restoreRate: number };

/** The Standard plan's bucket: 100 points a second, twenty seconds deep. */
export const standardBucket = { maximum: 2000, restoredPerSecond: 100 } as const;

export function fullBucket(now: number, size: Pick<Bucket, 'maximum' | 'restoredPerSecond'> = standardBucket): Bucket {
  return { ...size, available: size.maximum, at: now };
}

export function refilled(bucket: Bucket, now: number): Bucket {
  const restored = (Math.max(0, now - bucket.at) / 1000) * bucket.restoredPerSecond;
  return { ...bucket, available: Math.min(bucket.maximum, bucket.available + restored), at: Math.max(now, bucket.at) };
}

/** Whole milliseconds until the bucket holds so many points; never waits for more than it can hold. */
export function waitMs(bucket: Bucket, points: number, now: number): number {
  const missing = Math.min(points, bucket.maximum) - refilled(bucket, now).available;
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.restoredPerSecond) * 1000);
}

export function debited(bucket: Bucket, points: number, now: number): Bucket {
  const full = refilled(bucket, now);
  return { ...full, available: full.available - points };
}

/** Shopify's own count, less what is on its way and may not be counted yet. */
export function learnt(status: ThrottleStatus, underway: number, now: number): Bucket {
  return {
    available: status.currentlyAvailable - underway,
    maximum: status.maximumAvailable,
    restoredPerSecond: Math.max(1, status.restoreRate),
    at: now,
  };
}
