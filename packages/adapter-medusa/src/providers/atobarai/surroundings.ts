import type { Logger } from '@medusajs/framework/types';
import type AtobaraiModuleService from '../../modules/atobarai/service';
import type { Query } from '../../operations/container';

/** What the provider finds in its container, when medusa-config names it among the payment module's dependencies. */
export type Surroundings = {
  readonly logger: Logger;
  readonly service: AtobaraiModuleService | undefined;
  readonly query: Query | undefined;
};

/** Looks into the container; names that nobody registered throw there, and are undefined here. */
export function surroundingsOf(container: Readonly<Record<string, unknown>>): Surroundings {
  return {
    logger: container['logger'] as Logger,
    service: registered(container, 'atobarai') as AtobaraiModuleService | undefined,
    query: registered(container, 'query') as Query | undefined,
  };
}

function registered(container: Readonly<Record<string, unknown>>, name: string): unknown {
  try {
    return container[name];
  } catch {
    return undefined;
  }
}
