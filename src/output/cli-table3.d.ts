declare module 'cli-table3/src/utils.js' {
  const utils: Record<string, unknown>;
  export default utils;
}
