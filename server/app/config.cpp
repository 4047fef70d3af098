// Reading and printing by the list of settings.
#include "app/config.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <toml++/toml.h>

namespace kortelijn::app {
namespace {

[[noreturn]] void wrong(std::string_view source, std::string_view name, std::string_view what) {
    throw ConfigError(std::string(source) + ": " + std::string(name) + " " + std::string(what));
}

const Setting* find(const std::vector<Setting>& all, std::string_view name) {
    for (const Setting& setting : all)
        if (setting.name == name) return &setting;
    return nullptr;
}

void put_number(const Setting& setting, double value, bool whole, std::string_view source) {
    if (!(value >= setting.least && value <= setting.most))
        wrong(source, setting.name,
              "is out of range: " + std::to_string(std::int64_t(setting.least)) + " to " +
                  std::to_string(std::int64_t(setting.most)));
    std::visit(
        [&](auto* place) {
            using Type = std::remove_pointer_t<decltype(place)>;
            if constexpr (std::is_same_v<Type, double>) {
                *place = value;
            } else if constexpr (std::is_integral_v<Type> && !std::is_same_v<Type, bool>) {
                if (!whole) wrong(source, setting.name, "must be a whole number");
                *place = Type(value);
            } else {
                wrong(source, setting.name, "is no number");
            }
        },
        setting.place);
}

void put(const Setting& setting, const toml::node& node, std::string_view source) {
    if (const auto number = node.as_integer())
        return put_number(setting, double(number->get()), true, source);
    if (const auto number = node.as_floating_point())
        return put_number(setting, number->get(), number->get() == std::floor(number->get()),
                          source);
    if (auto* const* place = std::get_if<std::string*>(&setting.place); place && node.is_string()) {
        **place = node.as_string()->get();
    } else if (auto* const* flag = std::get_if<bool*>(&setting.place); flag && node.is_boolean()) {
        **flag = node.as_boolean()->get();
    } else if (auto* const* list = std::get_if<std::vector<std::string>*>(&setting.place);
               list && node.is_array()) {
        (*list)->clear();
        for (const auto& item : *node.as_array()) {
            if (!item.is_string()) wrong(source, setting.name, "must be a list of texts");
            (*list)->push_back(item.as_string()->get());
        }
    } else {
        wrong(source, setting.name, "has the wrong type");
    }
}

void read_table(const std::vector<Setting>& all, const toml::table& table,
                const std::string& section, std::string_view source) {
    for (const auto& [key, node] : table) {
        const std::string name =
            section.empty() ? std::string(key.str()) : section + "." + std::string(key.str());
        if (const toml::table* below = node.as_table(); below && section.empty()) {
            read_table(all, *below, name, source);
            continue;
        }
        const Setting* setting = find(all, name);
        if (setting == nullptr) wrong(source, name, "is not a setting");
        put(*setting, node, source);
    }
}

std::string quoted(const std::string& text) {
    std::ostringstream out;
    out << toml::value<std::string>(text);
    return out.str();
}

std::string printed(const Setting& setting) {
    return std::visit(
        [](const auto* place) -> std::string {
            using Type = std::remove_cv_t<std::remove_pointer_t<decltype(place)>>;
            if constexpr (std::is_same_v<Type, std::string>) {
                return quoted(*place);
            } else if constexpr (std::is_same_v<Type, std::vector<std::string>>) {
                std::string out;
                for (const std::string& item : *place)
                    out += (out.empty() ? "" : ", ") + quoted(item);
                return "[" + out + "]";
            } else if constexpr (std::is_same_v<Type, bool>) {
                return *place ? "true" : "false";
            } else if constexpr (std::is_same_v<Type, double>) {
                std::ostringstream out;
                out << *place;
                return out.str();
            } else {
                return std::to_string(*place);
            }
        },
        setting.place);
}

}  // namespace

void read_config_text(Config& config, std::string_view text, std::string_view source) {
    try {
        const toml::table table = toml::parse(text, source);
        read_table(settings(config), table, "", source);
    } catch (const toml::parse_error& error) {
        throw ConfigError(std::string(source) + " line " +
                          std::to_string(error.source().begin.line) + ": " +
                          std::string(error.description()));
    }
}

void read_config_file(Config& config, const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw ConfigError(path + " cannot be read");
    std::ostringstream text;
    text << in.rdbuf();
    read_config_text(config, text.str(), path);
}

void set_from_text(Config& config, std::string_view assignment) {
    const auto equals = assignment.find('=');
    if (equals == std::string_view::npos) wrong("--set", assignment, "lacks '='");
    const std::string name(assignment.substr(0, equals));
    const std::string value(assignment.substr(equals + 1));
    const std::vector<Setting> all = settings(config);
    const Setting* setting = find(all, name);
    if (setting == nullptr) wrong("--set", name, "is not a setting");
    if (auto* const* text = std::get_if<std::string*>(&setting->place)) {
        **text = value;
        return;
    }
    const auto dot = name.find('.');
    read_config_text(
        config, "[" + name.substr(0, dot) + "]\n" + name.substr(dot + 1) + " = " + value + "\n",
        "--set");
}

std::string print_config(const Config& config) {
    Config copy = config;
    std::string out, section;
    for (const Setting& setting : settings(copy)) {
        const auto dot = setting.name.find('.');
        if (const auto its = setting.name.substr(0, dot); its != section) {
            section = its;
            out += (out.empty() ? "[" : "\n[") + section + "]\n";
        }
        out += "# " + std::string(setting.words) + "\n" +
               std::string(setting.name.substr(dot + 1)) + " = " + printed(setting) + "\n";
    }
    return out;
}

std::string database_path(const Config& config) {
    return config.database.empty() ? config.data + "/kortelijn.db" : config.database;
}

std::vector<std::string> own_origins(const Config& config) {
    if (!config.origins.empty()) return config.origins;
    const std::string port = config.port == 443 ? "" : ":" + std::to_string(config.port);
    return {"https://localhost" + port, "https://127.0.0.1" + port};
}

}  // namespace kortelijn::app
