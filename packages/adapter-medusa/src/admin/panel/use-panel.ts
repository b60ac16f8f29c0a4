import { toast } from '@medusajs/ui';
import { useCallback, useEffect, useState } from 'react';
import type { Panel } from '../../panel/model';
import { PanelError, request } from './request';
import type { Say } from './words';

export type PanelState = {
  readonly panel: Panel | null;
  /** Why the panel could not be read; null when it was, and when the order is paid in another way. */
  readonly error: string | null;
  readonly isBusy: boolean;
  /** Does something to the order and shows what it came to; answers whether it worked. */
  readonly act: (path: string, body?: Readonly<Record<string, unknown>>) => Promise<boolean>;
};

const notFound = 404;
const accepted = 202;

export function usePanel(orderId: string, say: Say): PanelState {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    setPanel(null);
    request(orderId)
      .then((answer) => isCurrent && setPanel(answer.panel))
      .catch((reason: unknown) => isCurrent && setError(loadError(reason)));
    return () => {
      isCurrent = false;
    };
  }, [orderId]);

  const act = useCallback(
    async (path: string, body: Readonly<Record<string, unknown>> = {}) => {
      setBusy(true);
      try {
        const answer = await request(`${orderId}/${path}`, body);
        setPanel(answer.panel);
        setError(null);
        toast.success(say('title'), { description: say(answer.status === accepted ? 'later' : 'done') });
        return true;
      } catch (reason) {
        toast.error(say('title'), { description: messageOf(reason) });
        return false;
      } finally {
        setBusy(false);
      }
    },
    [orderId, say.language],
  );

  return { panel, error, isBusy, act };
}

function loadError(reason: unknown): string | null {
  return reason instanceof PanelError && reason.status === notFound ? null : messageOf(reason);
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
