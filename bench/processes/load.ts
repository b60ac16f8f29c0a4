import { answerParent } from '../child.ts';
import { type Load, openLoad, type Target } from '../http-load.ts';

// Sends orders by HTTP.
let load: Load | undefined;

answerParent({
  async begin({ target, connections }: { target: Target; connections: number }) {
    load = await openLoad(target, connections);
  },
  mark: () => load?.mark(),
  end: () => load?.end(),
});
