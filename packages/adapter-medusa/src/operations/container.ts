import type { IPaymentModuleService, Logger, MedusaContainer } from '@medusajs/framework/types';
import { ContainerRegistrationKeys, Modules } from '@medusajs/framework/utils';
import { ATOBARAI } from '../modules/atobarai/name';
import type AtobaraiModuleService from '../modules/atobarai/service';

/** Reads Medusa's data over the borders of its modules. */
export type Query = {
  readonly graph: (request: {
    readonly entity: string;
    readonly fields: string[];
    readonly filters?: Record<string, unknown>;
    readonly pagination?: { readonly take?: number; readonly skip?: number; readonly order?: Record<string, string> };
    readonly withDeleted?: boolean;
  }) => Promise<{ data: unknown[] }>;
};

export function atobarai(container: MedusaContainer): AtobaraiModuleService {
  return container.resolve<AtobaraiModuleService>(ATOBARAI);
}

export function queryOf(container: MedusaContainer): Query {
  return container.resolve<Query>(ContainerRegistrationKeys.QUERY);
}

export function paymentsOf(container: MedusaContainer): IPaymentModuleService {
  return container.resolve<IPaymentModuleService>(Modules.PAYMENT);
}

export function loggerOf(container: MedusaContainer): Logger {
  return container.resolve<Logger>(ContainerRegistrationKeys.LOGGER);
}

/** Tells the rest of the shop; its own subscribers may write to the shopper or to the staff. */
export async function announce(container: MedusaContainer, name: string, data: Record<string, unknown>): Promise<void> {
  await container.resolve(Modules.EVENT_BUS).emit({ name, data });
}
