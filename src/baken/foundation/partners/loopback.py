"""Whether an address is this machine's own: nobody elsewhere can open it."""

from ipaddress import IPv6Address, ip_address


def is_loopback(address: str) -> bool:
    """Return whether an address, or a host name with or without a port, is this machine's own."""
    name = _without_port(address)
    if name == "localhost":
        return True
    try:
        found = ip_address(name)
    except ValueError:
        return False
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return (mapped or found).is_loopback


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address if address.count(":") > 1 else address.partition(":")[0]
