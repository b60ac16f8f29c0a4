import { useEffect, useState } from 'preact/hooks';
import { type Answer, ask, type Asking, mayChange, type OrderNotice, waitsMs } from './status.ts';

/** The words and figures of the page, as Shopify gives them to an extension. */
export type Page = {
  readonly language: string;
  readonly translate: (key: string, values?: Record<string, string>) => string;
  readonly formatDate: (date: Date) => string;
};

export type NoticeProps = { readonly asking: Asking; readonly page: Page };

/** Where the screening stands and when to pay by; nothing where the order is not on deferred payment. */
export function Notice({ asking, page }: NoticeProps) {
  const answer = useAnswer(asking);
  return answer?.kind === 'notice' ? <Shown notice={answer.notice} page={page} /> : null;
}

function useAnswer(asking: Asking): Answer | undefined {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async (turn: number): Promise<void> => {
      const found = await ask(asking);
      if (gone) return;
      setAnswer(found);
      const wait = waitsMs[turn];
      if (mayChange(found) && wait !== undefined) timer = setTimeout(() => void look(turn + 1), wait);
    };
    void look(0);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [asking.orderId, asking.adapterUrl]);
  return answer;
}

const tones: Readonly<Record<string, 'info' | 'success' | 'warning' | 'critical'>> = {
  approved: 'success',
  on_hold: 'warning',
  rejected: 'critical',
};

function Shown({ notice, page }: { readonly notice: OrderNotice; readonly page: Page }) {
  const { state, dueOn, message } = notice;
  const { translate, formatDate, language } = page;
  return (
    <s-banner heading={translate('heading')} tone={tones[state] ?? 'info'}>
      <s-paragraph>{language.startsWith('ja') ? message.ja : message.en}</s-paragraph>
      {state === 'approved' && (
        <s-paragraph>{dueOn === null ? translate('dueUnknown') : translate('due', { date: formatDate(dayOf(dueOn)) })}</s-paragraph>
      )}
    </s-banner>
  );
}

/** Noon in Japan: the same calendar day in every place from which somebody orders. */
function dayOf(date: string): Date {
  return new Date(`${date}T12:00:00+09:00`);
}
