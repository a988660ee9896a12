/** Which shipped benchmark is meant where none is named. */

/** Of one file that is to be judged: the first verdict comes in seconds. */
export const benchmarkOfFile = 'lossless-quick';
/** Of the run that is shipped, and of the local forge that it is played on. */
export const benchmarkOfRun = 'lossless';
