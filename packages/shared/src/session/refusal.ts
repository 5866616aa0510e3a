/** Why a fact is not taken. `known`: the record has it already. */
export type Refusal = 'illegal' | 'stale' | 'known';
