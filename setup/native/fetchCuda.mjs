export async function fetchCuda() {}
