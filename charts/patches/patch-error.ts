/** Why a patch cannot be applied; continues "the patch cannot be applied: ". */
export class PatchError extends Error {}
