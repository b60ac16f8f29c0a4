import type { Command } from '../command.ts';
import { clockAdvance, clockShow } from './clock.ts';
import { doctor } from './doctor.ts';
import { eventsList, eventsResend } from './events.ts';
import { exportOrders, exportShipments } from './export-file.ts';
import { ordersImport, shipmentsImport } from './import-file.ts';
import { listen } from './listen.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { logsTail } from './logs.ts';
import { trigger } from './trigger.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  login,
  logout,
  doctor,
  listen,
  trigger,
  eventsList,
  eventsResend,
  logsTail,
  clockShow,
  clockAdvance,
  ordersImport,
  shipmentsImport,
  exportOrders,
  exportShipments,
];
