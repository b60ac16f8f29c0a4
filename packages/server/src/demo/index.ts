export type { DemoClient } from './demo-client.ts';
export { DataSetError, readDataSet } from './data-set.ts';
export type { Difference } from './expectations.ts';
export type { Check } from './facts.ts';
export type { Bilingual, DataSet } from './model.ts';
export { plainLook, terminalLook, type Look } from './report.ts';
export { type DemoInput, type DemoReport, runDemo } from './run.ts';
export { type Place, whereToLook } from './where-to-look.ts';
