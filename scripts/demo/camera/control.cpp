#include "scripts/demo/camera/control.h"

#include <stdexcept>
#include <string>

#include <fmt/format.h>

namespace shipwitness::demo {
namespace {

/// One controlling connection; deletes itself when the other side closes.
class Conversation {
  public:
    Conversation(Server& server, GSocketConnection* connection)
        : server_(server),
          connection_(G_SOCKET_CONNECTION(g_object_ref(connection))),
          input_(g_data_input_stream_new(g_io_stream_get_input_stream(G_IO_STREAM(connection)))) {
        g_data_input_stream_set_newline_type(input_, G_DATA_STREAM_NEWLINE_TYPE_ANY);
        listen();
    }
    Conversation(const Conversation&) = delete;
    Conversation& operator=(const Conversation&) = delete;

  private:
    ~Conversation() {
        g_object_unref(input_);
        g_object_unref(connection_);
    }

    void listen() { g_data_input_stream_read_line_async(input_, G_PRIORITY_DEFAULT, nullptr, on_line, this); }

    static void on_line(GObject* /*source*/, GAsyncResult* result, gpointer self) {
        auto* const conversation = static_cast<Conversation*>(self);
        char* const line = g_data_input_stream_read_line_finish(conversation->input_, result, nullptr, nullptr);
        const bool answered = line != nullptr && conversation->answer(line);
        g_free(line);
        if (answered) {
            conversation->listen();
        } else {
            delete conversation;
        }
    }

    bool answer(const char* line) {
        const std::string text = server_.obey(line) + "\n";
        GOutputStream* const output = g_io_stream_get_output_stream(G_IO_STREAM(connection_));
        return g_output_stream_write_all(output, text.data(), text.size(), nullptr, nullptr, nullptr) != FALSE;
    }

    Server& server_;
    GSocketConnection* connection_;
    GDataInputStream* input_;
};

gboolean on_incoming(GSocketService* /*service*/, GSocketConnection* connection, GObject* /*source*/, gpointer server) {
    new Conversation(*static_cast<Server*>(server), connection);
    return TRUE;
}

}  // namespace

Control::Control(Server& server, int port) : server_(server), service_(g_socket_service_new()) {
    GInetAddress* const loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
    GSocketAddress* const wanted = g_inet_socket_address_new(loopback, static_cast<guint16>(port));
    GSocketAddress* bound = nullptr;
    const bool listening = g_socket_listener_add_address(G_SOCKET_LISTENER(service_), wanted, G_SOCKET_TYPE_STREAM,
                                                         G_SOCKET_PROTOCOL_TCP, nullptr, &bound, nullptr) != FALSE;
    g_object_unref(wanted);
    g_object_unref(loopback);
    if (!listening) {
        throw std::runtime_error(fmt::format("cannot listen on 127.0.0.1:{} for commands", port));
    }
    port_ = g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(bound));
    g_object_unref(bound);
    g_signal_connect(service_, "incoming", G_CALLBACK(on_incoming), &server_);
}

Control::~Control() {
    g_object_unref(service_);
}

}  // namespace shipwitness::demo
