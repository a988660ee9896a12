/** Good codecs of the shipped run that are measured in seconds: the best of all take minutes. Paths of files. */
export const quickCodecs = {
  lossless: 'examples/run/lossless/017-quarter-sample-vectors.js',
  lossy: 'examples/run/lossy/014-block-motion.js',
} as const;
