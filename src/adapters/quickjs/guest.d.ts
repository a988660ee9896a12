/** Code that runs inside the sandbox; the bundler gives it as text. */
declare module '*.guest.js' {
  const source: string;
  // biome-ignore lint/style/noDefaultExport: the shape of a text import
  export default source;
}
