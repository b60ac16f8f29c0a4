import type { Command } from '../command.ts';
import { backfill } from './backfill.ts';
import { deadLettersList } from './dead-letters.ts';
import { doctor } from './doctor.ts';
import { init } from './init.ts';
import { order } from './order.ts';
import { subscriptionsList, subscriptionsSync } from './subscriptions.ts';
import { sweep } from './sweep.ts';
import { toml } from './toml.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  init,
  doctor,
  toml,
  subscriptionsSync,
  subscriptionsList,
  backfill,
  sweep,
  order,
  deadLettersList,
];
