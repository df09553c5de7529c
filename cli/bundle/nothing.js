// In place of what a bundle never reaches.
export default undefined;
export const createAppAuth = undefined;
