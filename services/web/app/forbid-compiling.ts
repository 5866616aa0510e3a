/**
 * The first import of the first script, and so before any schema is made. A schema is compiled when it is made: zod then
 * tries `new Function`, which the pages' security policy forbids and reports.
 */
import { config } from 'zod/v4/core';

config({ jitless: true });
