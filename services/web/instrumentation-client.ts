/**
 * Next runs this file before any component's file, and so before any schema is made (Next's docs, "instrumentation-client.js").
 *
 * A schema is compiled when it is made: zod then tries `new Function`, which the pages' security policy forbids and
 * reports. A component's file must not forbid compiling instead, because a schema may be imported before it.
 */
import { config } from 'zod/v4/core';

config({ jitless: true });
