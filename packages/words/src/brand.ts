declare const brand: unique symbol;

/** A value of `T` that only the function that checked it may produce. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
