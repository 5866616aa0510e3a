/** Why a fact is not taken; `known`: it is on the record already. */
export type Refusal = 'illegal' | 'stale' | 'known';
