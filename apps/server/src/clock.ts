/** Time is an argument everywhere, so that tests and simulations own it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
