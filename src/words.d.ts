/** Word lists (`src/lexicon/ar/*.txt`, `*.tsv`) are inlined as text by the bundler and by the tests. */
declare module '*.txt' {
  const text: string;
  export default text;
}
declare module '*.tsv' {
  const text: string;
  export default text;
}
