/** Compiles where two types are one and the same; `any`, an optional member or `readonly` make them differ. */
export declare function pin<A, B>(
  ...same: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [never]
): void;
