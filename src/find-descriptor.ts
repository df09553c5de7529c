/** Finds a property's descriptor on the object itself or in its prototype chain. */
export function findDescriptor(object: object, name: PropertyKey): PropertyDescriptor | undefined {
  for (let owner: object | null = object; owner; owner = Object.getPrototypeOf(owner)) {
    const descriptor = Reflect.getOwnPropertyDescriptor(owner, name);
    if (descriptor) return descriptor;
  }
  return undefined;
}
