/** Finds what describes a property, on the object itself or on what it inherits from. */
export function findDescriptor(object: object, name: PropertyKey): PropertyDescriptor | undefined {
  for (let owner: object | null = object; owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}
