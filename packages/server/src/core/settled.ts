/**
 * Waits for work that must be done before a transaction begins. What came of it is given, or thrown, when it is asked
 * for: by then the transaction may have found that the call is a repeat, whose answer stands whatever became unlawful since.
 */
export async function settled<T>(work: Promise<T>): Promise<() => T> {
  const [outcome] = await Promise.allSettled([work]);
  return () => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
}
