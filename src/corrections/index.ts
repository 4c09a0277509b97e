/** What readers change in results: in the report's page, and put onto fresh results with `--corrections`. */
export { applyCorrections } from './apply.ts';
export * from './edit.ts';
export { type CorrectionBook, parseResults, readCorrections } from './read.ts';
