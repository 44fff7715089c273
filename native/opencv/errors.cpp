#include "exports.h"
#include <string>

EXPORT cv::ErrorCallback redirectError(cv::ErrorCallback callback, void *data, void **previous)
{
    return cv::redirectError(callback, data, previous);
}

EXPORT std::string *string_new2(const char *text) { return new std::string(text); }
EXPORT void string_delete(std::string *text) { delete text; }
