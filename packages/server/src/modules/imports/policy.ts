/** Orders or shipments that are staged, and later registered, together: the batch that performance.md 2a found fastest. */
export const groupsPerChunk = 500;

/** An upload whose process died is swept up after so many milliseconds of business time. */
export const abandonedAfterMs = 24 * 3_600_000;
