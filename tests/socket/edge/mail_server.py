"""A real SMTP server (aiosmtpd) on a free port of loopback, for the tests of the reminder.

usage: mail_server.py [CERTIFICATE KEY]     with a pair it offers STARTTLS and takes no mail without

Prints its port, then one line of JSON for each mail it took. Ends when its input does.
"""
import asyncio
import json
import logging
import ssl
import sys

from aiosmtpd.smtp import SMTP


class Keep:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        print(json.dumps({"tls": session.ssl is not None, "from": envelope.mail_from,
                          "to": envelope.rcpt_tos, "content": envelope.content.decode("ascii")}),
              flush=True)
        return "250 OK"


async def main(pair):
    logging.disable()  # handshakes that a client breaks off are part of the tests
    context = None
    if pair:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*pair)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Keep(), hostname="relay.test", tls_context=context,
                     require_starttls=context is not None, loop=loop), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main(sys.argv[1:]))
