import { ModuleProvider, Modules } from '@medusajs/framework/utils';
import AtobaraiProvider from './service';

export default ModuleProvider(Modules.PAYMENT, { services: [AtobaraiProvider] });
