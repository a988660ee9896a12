/** The page's style sheet; the bundler gives it as text. Its script is a `*.guest.js`, declared there. */
declare module '*.css' {
  const text: string;
  // biome-ignore lint/style/noDefaultExport: the shape of a text import
  export default text;
}
