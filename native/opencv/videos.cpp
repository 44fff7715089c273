#include "exports.h"
#include <opencv2/videoio.hpp>

EXPORT int videoio_VideoCapture_new2(const char *file, int api, cv::VideoCapture **made)
{
    return status([&] { *made = new cv::VideoCapture(file, api); });
}

EXPORT int videoio_VideoCapture_new3(int camera, int api, cv::VideoCapture **made)
{
    return status([&] { *made = new cv::VideoCapture(camera, api); });
}

EXPORT int videoio_VideoCapture_delete(cv::VideoCapture *capture)
{
    return status([&] { delete capture; });
}

EXPORT int videoio_VideoCapture_isOpened(cv::VideoCapture *capture, int *opened)
{
    return status([&] { *opened = capture->isOpened(); });
}

EXPORT int videoio_VideoCapture_get(cv::VideoCapture *capture, int property, double *value)
{
    return status([&] { *value = capture->get(property); });
}

EXPORT int videoio_VideoCapture_set(cv::VideoCapture *capture, int property, double value, int *done)
{
    return status([&] { *done = capture->set(property, value); });
}

EXPORT int videoio_VideoCapture_read_Mat(cv::VideoCapture *capture, cv::Mat *mat, int *read)
{
    return status([&] { *read = capture->read(*mat); });
}

EXPORT int videoio_VideoWriter_fourcc(char a, char b, char c, char d, int *code)
{
    return status([&] { *code = cv::VideoWriter::fourcc(a, b, c, d); });
}

EXPORT int videoio_VideoWriter_new2(
    const char *file, int fourcc, double framesPerSecond, Size size, int colour, cv::VideoWriter **made)
{
    return status([&] { *made = new cv::VideoWriter(file, fourcc, framesPerSecond, of(size), colour != 0); });
}

EXPORT int videoio_VideoWriter_delete(cv::VideoWriter *writer)
{
    return status([&] { delete writer; });
}

EXPORT int videoio_VideoWriter_isOpened(cv::VideoWriter *writer, int *opened)
{
    return status([&] { *opened = writer->isOpened(); });
}

EXPORT int videoio_VideoWriter_write(cv::VideoWriter *writer, cv::Mat *mat)
{
    return status([&] { writer->write(*mat); });
}
