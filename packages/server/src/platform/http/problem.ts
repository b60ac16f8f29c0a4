import type { Problem } from '@atobarai/sdk/contract';
import { describe, type Language, statusOf } from '../../core/messages.ts';
import type { Refusal } from '../../core/result.ts';

/** Seconds after which a refused request is worth sending again. */
const retryAfter: Partial<Record<Refusal['code'], number>> = { idempotency_in_progress: 1, unavailable: 1, rate_limited: 1 };

/** The language an answer is written in: Japanese unless English is asked for first. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return acceptLanguage?.trim().toLowerCase().startsWith('en') ? 'en' : 'ja';
}

/** A refusal as `application/problem+json` (RFC 9457): what was wrong and what to do. */
export function problemResponse(
  refusals: readonly [Refusal, ...Refusal[]],
  { requestId, language }: { requestId: string; language: Language },
): Response {
  const [first] = refusals;
  const status = statusOf(first.code);
  const { title, detail } = describe(first, language);
  const fields = refusals.flatMap((refusal) =>
    refusal.path === undefined ? [] : [{ path: refusal.path, code: refusal.code, message: describe(refusal, language).detail }],
  );
  const problem: Problem = {
    type: `https://atobarai.example/problems/${first.code}`,
    title,
    status,
    detail,
    code: first.code,
    requestId,
    ...(fields.length > 0 ? { fields } : {}),
    ...(first.legalCommands ? { legalCommands: [...first.legalCommands] } : {}),
    ...(first.code === 'duplicate_order' && first.values?.['id'] ? { existingId: String(first.values['id']) } : {}),
  };
  const seconds = retryAfter[first.code];
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': language,
      ...(seconds === undefined ? {} : { 'retry-after': String(seconds) }),
    },
  });
}
