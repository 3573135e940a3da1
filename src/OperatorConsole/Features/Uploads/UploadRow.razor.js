// The file as it was read goes to the disk straight from memory: nothing of it stands in the page or in an address, since it can hold a PIN code.
const KEPT = 60_000;

export async function save(name, stream) {
  const address = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: "application/octet-stream" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
