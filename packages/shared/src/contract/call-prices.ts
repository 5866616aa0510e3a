import { z } from 'zod';

const perMinute = z.number().nonnegative();

/** US dollars per minute; 0 where a stand-in takes the place of what costs money. */
export const callPricesSchema = z.object({ carrier: perMinute, model: perMinute });
export type CallPrices = z.infer<typeof callPricesSchema>;
