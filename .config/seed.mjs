/** Properties are tried with the same inputs in every run, so that a run tells of the change and not of luck; `npm run soak` draws new ones. */
import fc from 'fast-check';

if (!process.env.ISNAD_SOAK) fc.configureGlobal({ seed: 1 });
