/** What one would write without a library: the smallest bundle and the most records per second. */
export async function createStorageRecord(baseUrl, token, { org, ...record }) {
  const response = await fetch(`${baseUrl}/orgs/${encodeURIComponent(org)}/artifacts/metadata/storage-record`, {
    method: "POST",
    headers: { authorization: `token ${token}`, "content-type": "application/json" },
    body: JSON.stringify(record),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json();
}
