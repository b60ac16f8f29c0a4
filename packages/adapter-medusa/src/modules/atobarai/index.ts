import { Module } from '@medusajs/framework/utils';
import { ATOBARAI } from './name';
import AtobaraiModuleService from './service';

export { ATOBARAI };

export default Module(ATOBARAI, { service: AtobaraiModuleService });
