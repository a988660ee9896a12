/** What an investigation may cost. Ticks are the engine's: the same on every machine. */

/** A probe is charged its ticks and this: starting machines takes time, too. */
export const ticksPerProbe = 20;
/** In all; an investigation that has used them ends with what is known. */
export const mostTicks = 60_000;
/** Where the failing frames are as small as those of the smoke cases. */
export const mostTicksOnSmall = 20_000;
/** Frames with more samples are not small. */
export const mostSmallSamples = 1_000;
export const mostProbes = 400;
/** Ticks that a call on the smallest frame may take, beyond what it took when it failed. */
export const spareTicks = 40;
/** Longer source text is quoted nowhere. */
export const mostFact = 120;
