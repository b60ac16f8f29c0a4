import type { PrivacyRequest } from '../store/index.ts';
import type { RunParts } from './worker.ts';

/** Answers a request about a person's data; when it throws, it is asked again. */
export type PrivacyHook = (request: PrivacyRequest) => Promise<void>;

/**
 * Answers what Shopify asks about personal data. The adapter itself keeps none about buyers, so there is
 * nothing of its own to hand out or to erase but what it knows of a shop; what the service must keep by
 * law is the hook's to answer. Answers how many were answered.
 */
export async function answerPrivacyRequests({ store, clock, log }: RunParts, hook: PrivacyHook | undefined): Promise<number> {
  let answered = 0;
  for (const request of await store.privacy.open()) {
    // A person must hand out what the shop and the service know: without a hook it stays open, to be seen.
    if (hook === undefined && request.topic === 'customers/data_request') continue;
    try {
      await hook?.(request);
    } catch (error) {
      log({ level: 'error', event: 'privacy.hook_failed', shop: request.shop, detail: request.topic, error });
      await store.notices.tell({ shop: request.shop, code: 'privacy_hook_failed', detail: request.topic }, clock.now());
      continue;
    }
    await store.privacy.answered(request, clock.now());
    if (request.topic === 'shop/redact') await store.privacy.forgetShop(request.shop);
    answered += 1;
  }
  return answered;
}
