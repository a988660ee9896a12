/** The build without Redis, which plugin-throttling bundles too; its types are the whole package's. */
declare module 'bottleneck/light.js' {
  import Bottleneck from 'bottleneck';
  // biome-ignore lint/style/noDefaultExport: the shape of the package
  export default Bottleneck;
}
